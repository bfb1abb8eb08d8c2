import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import type { Plugin } from 'vite';
import { theme } from '../src/platform/theme';

const requested = 'virtual:theme.css';
const resolved = '\0virtual:theme.css';

/**
 * Writes the theme's variables into the build's one stylesheet. Mantine would otherwise make a `<style>` through
 * innerHTML at start, which the page's policy refuses; with this no component needs an inline style at all.
 */
export function themeSheet(): Plugin {
  return {
    name: 'consilium:theme-sheet',
    resolveId: (id) => (id === requested ? resolved : undefined),
    load: (id) => (id === resolved ? variables() : undefined),
  };
}

function variables(): string {
  const sheet = convertCssVariables(defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme)), ':root');
  const schemes = ['light', 'dark'].map(
    (scheme) => `:root[data-mantine-color-scheme="${scheme}"]{--mantine-color-scheme:${scheme}}`,
  );
  return [sheet, ...schemes].join('\n');
}
