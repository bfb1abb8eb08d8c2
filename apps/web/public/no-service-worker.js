// Served in the place of service-worker.js where SERVICE_WORKER=off says so: it takes itself away, and with it whatever
// stood between the browser and the service before.
addEventListener('install', (event) => event.waitUntil(skipWaiting()));
addEventListener('activate', (event) => event.waitUntil(registration.unregister()));
