import {
  type ActionIconProps,
  type ButtonProps,
  createTheme,
  type DrawerProps,
  type MantineColorsTuple,
  type ModalProps,
  type ModalRootProps,
} from '@mantine/core';

/** Teal ink: from shade 5 on, white text on it has at least 4.5:1. */
const ink: MantineColorsTuple = [
  '#e9f4f6',
  '#d3e7eb',
  '#a7ced6',
  '#78b4c0',
  '#4c98a7',
  '#22798b',
  '#14687a',
  '#0d5767',
  '#0a4855',
  '#073842',
];

/** Greens, ambers and reds of a state; never the only sign of it. */
const clear: MantineColorsTuple = [
  '#e8f5ee',
  '#d0eadc',
  '#a3d5ba',
  '#71bd94',
  '#4aa577',
  '#2b8a5b',
  '#1f6f48',
  '#185b3a',
  '#12482e',
  '#0c3421',
];
const alarm: MantineColorsTuple = [
  '#fdeeee',
  '#f9d9d9',
  '#f0b1b1',
  '#e68585',
  '#d95c5c',
  '#c43d3f',
  '#a92c30',
  '#8f2327',
  '#731a1e',
  '#561115',
];

const dialogs = { closeButtonProps: { 'aria-label': 'Close' }, lockScroll: false, centered: true } as const;

/**
 * The look in Mantine's terms. `lockScroll` stays off because it writes a style element whose text nobody can hash;
 * for the same reason no responsive style props, AppShell, Grid, SimpleGrid or Flex: layout is in CSS modules.
 */
export const theme = createTheme({
  primaryColor: 'ink',
  colors: { ink, clear, alarm },
  primaryShade: { light: 6, dark: 6 },
  white: '#ffffff',
  black: '#0f2429',
  fontFamily: '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", Menlo, monospace',
  headings: {
    fontFamily: '"Source Serif 4", Georgia, "Times New Roman", serif',
    fontWeight: '600',
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  // By name, not by the component's own `extend`: a page fetches a dialog when it shows one.
  components: {
    Modal: {
      defaultProps: {
        ...dialogs,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.55 },
      } satisfies Partial<ModalProps>,
    },
    ModalRoot: { defaultProps: { lockScroll: false, centered: true, radius: 'lg' } satisfies Partial<ModalRootProps> },
    Drawer: {
      defaultProps: { closeButtonProps: dialogs.closeButtonProps, lockScroll: false } satisfies Partial<DrawerProps>,
    },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle' } satisfies Partial<ActionIconProps> },
    Button: { defaultProps: { size: 'md' } satisfies Partial<ButtonProps> },
  },
});
