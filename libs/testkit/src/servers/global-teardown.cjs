module.exports = async function globalTeardown() {
  await globalThis.consiliumTestInfrastructure?.stop();
};
