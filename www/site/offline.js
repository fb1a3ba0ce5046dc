/* global __FILES__, Request, URL, caches, fetch, self */
// Keeps the whole site, so that it works without a network after the first visit. A new build has a new name.

const NAME = '__NAME__';
const FILES = __FILES__;
const here = new URL('./', self.location.href).href;

self.addEventListener('install', (event) => {
  const fill = async () => {
    const cache = await caches.open(NAME);
    await cache.addAll(FILES.map((file) => new Request(here + file, { cache: 'no-cache' })));
  };
  event.waitUntil(fill());
});

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith('presend-') && name !== NAME) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method !== 'GET' || !url.startsWith(here)) return;
  const [plain] = url.split(/[?#]/);
  const answer = async () => {
    const cache = await caches.open(NAME);
    const kept = await cache.match(plain.endsWith('/') ? `${plain}index.html` : plain);
    return kept ?? fetch(event.request);
  };
  event.respondWith(answer());
});
