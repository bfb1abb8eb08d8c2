// Loaded first into every process `npm start` begins: when the parent dies without a word, the child ends too, in good order.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 8000).unref();
});
// Listening for the parent is no reason to stay: a program that has nothing left to do ends.
process.channel?.unref();
