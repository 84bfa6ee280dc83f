// The one theme: the design's tokens as Mantine's theme and as `--sk-…` variables that every component reads.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import fields from './fields.module.css'
import floating from './floating.module.css'
import { colourTokens, scales, shadow } from './tokens.ts'

const tuple = (colours: readonly [string, string, string, string, string, string, string, string, string, string]): MantineColorsTuple => [
  ...colours,
]

const px = (value: number) => `${value / 16}rem`

export const theme = createTheme({
  colors: { atrament: tuple(scales.atrament), gray: tuple(scales.gray), dark: tuple(scales.dark) },
  primaryColor: 'atrament',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontSizes: { xs: px(12), sm: px(13), md: px(14), lg: px(20), xl: px(28) },
  lineHeights: { xs: '1.3334', sm: '1.3847', md: '1.4286', lg: '1.4', xl: '1.2143' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: px(20), lineHeight: '1.4' },
      h2: { fontSize: px(14), lineHeight: '1.4286' },
      h3: { fontSize: px(13), lineHeight: '1.3847' },
    },
  },
  spacing: { xs: px(4), sm: px(8), md: px(12), lg: px(16), xl: px(24) },
  radius: { xs: px(4), sm: px(6), md: px(8), lg: px(12) },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: 'var(--sk-shadow)', lg: 'none', xl: 'none' },
  breakpoints: { xs: '40em', sm: '60em', md: '80em', lg: '100em', xl: '120em' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Input: { classNames: { input: fields.input, section: fields.section } },
    InputWrapper: {
      classNames: {
        label: fields.label,
        description: fields.description,
        error: fields.error,
        root: fields.wrapper,
        required: fields.required,
      },
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
    Select: {
      defaultProps: {
        allowDeselect: false,
        checkIconPosition: 'right',
        comboboxProps: { shadow: 'md', offset: 4, transitionProps: { duration: 0 } },
      },
    },
    Combobox: { classNames: { dropdown: floating.dropdown, option: floating.option } },
    Menu: {
      defaultProps: { shadow: 'md', offset: 4, transitionProps: { duration: 0 } },
      classNames: { dropdown: floating.dropdown, item: floating.option, label: floating.label, divider: floating.divider },
    },
    Popover: { defaultProps: { shadow: 'md', offset: 6, transitionProps: { duration: 0 } }, classNames: { dropdown: floating.popover } },
    Tooltip: {
      defaultProps: {
        openDelay: 350,
        transitionProps: { duration: 0 },
        withinPortal: true,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: false },
      },
      classNames: { tooltip: floating.tooltip },
    },
    Checkbox: { defaultProps: { size: 'xs', radius: 'xs' }, classNames: { input: fields.checkbox, label: fields.checkboxLabel } },
    Radio: { defaultProps: { size: 'xs' }, classNames: { radio: fields.checkbox, label: fields.checkboxLabel } },
    Switch: {
      defaultProps: { size: 'sm', withThumbIndicator: false },
      classNames: { label: fields.checkboxLabel, description: fields.switchHint, track: fields.track },
    },
  },
})

/** Puts every token on the page as `--sk-<token>` and points Mantine's own variables at them. */
export const cssVariables: CSSVariablesResolver = () => {
  const side = (at: 0 | 1) =>
    Object.fromEntries([
      ...Object.entries(colourTokens).map(([token, pair]) => [`--sk-${token}`, pair[at]]),
      ['--sk-shadow', shadow[at]],
      ['--mantine-color-body', 'var(--sk-bg)'],
      ['--mantine-color-text', 'var(--sk-text)'],
      ['--mantine-color-dimmed', 'var(--sk-text-3)'],
      ['--mantine-color-default', 'var(--sk-surface)'],
      ['--mantine-color-default-hover', 'var(--sk-hover)'],
      ['--mantine-color-default-border', 'var(--sk-line-2)'],
      ['--mantine-color-anchor', 'var(--sk-accent)'],
      ['--mantine-color-placeholder', 'var(--sk-text-3)'],
      ['--mantine-color-error', 'var(--sk-bad)'],
    ])
  return { variables: {}, light: side(0), dark: side(1) }
}
