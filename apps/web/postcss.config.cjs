/** Every browser that opens keys here reads WOFF2: the same letters in the older form are not shipped. */
const onlyWoff2 = {
  postcssPlugin: 'only-woff2',
  Declaration: {
    src: (declaration) => {
      const kept = declaration.value.split(/,\s*/u).filter((source) => !source.includes("format('woff')"));
      declaration.value = kept.join(', ');
    },
  },
};

/** Mantine's `light-dark()`, `rem()` and `@mixin`; breakpoints are the theme's own. */
module.exports = {
  plugins: [
    onlyWoff2,
    require('postcss-preset-mantine')(),
    require('postcss-simple-vars')({
      variables: {
        'mantine-breakpoint-xs': '30em',
        'mantine-breakpoint-sm': '40em',
        'mantine-breakpoint-md': '60em',
        'mantine-breakpoint-lg': '75em',
        'mantine-breakpoint-xl': '90em',
      },
    }),
  ],
};
