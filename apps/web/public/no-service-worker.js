// Served in the place of service-worker.js where SERVICE_WORKER=off says so: it takes itself away, and with it whatever
// stood between the browser and the service before, and the build that was kept.
addEventListener('install', (event) => event.waitUntil(skipWaiting()));
const forget = async () => Promise.all((await caches.keys()).map((name) => caches.delete(name)));
addEventListener('activate', (event) => event.waitUntil(forget().finally(() => registration.unregister())));
