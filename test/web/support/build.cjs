/** Before the first browser test: builds what changed. */
module.exports = async function globalSetup() {
  const { build } = await import('../../../tools/build.mjs');
  await build();
};
