// Builds and serves the example: `{ url, close() }`.

import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));
await build({ logLevel: 'error' });
const server = await preview({ logLevel: 'error', preview: { port: 4311, host: '127.0.0.1' } });
process.send?.({ url: server.resolvedUrls.local[0] });
process.on('disconnect', () => process.exit());
