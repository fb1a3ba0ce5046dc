import { compileLocales } from './www/build/locales.mjs';
import { alphabetOf, exchange } from './www/build/locales/alphabet.mjs';
import { gzipSync, brotliCompressSync, constants } from 'node:zlib';
const br=(s)=>{const o=Buffer.from(s);return brotliCompressSync(o,{params:{[constants.BROTLI_PARAM_SIZE_HINT]:o.length,[constants.BROTLI_PARAM_LGWIN]:24}}).length};
for (const l of compileLocales().locales){ const a=alphabetOf(l.texts); const e=exchange(l.texts,a)+a; console.log(l.locale,a.length/2, Buffer.byteLength(l.texts),gzipSync(l.texts,{level:9}).length,br(l.texts),Buffer.byteLength(e),gzipSync(e,{level:9}).length,br(e));}
