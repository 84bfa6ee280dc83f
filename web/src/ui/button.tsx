// Buttons: at most one filled in a region, everything else outlined or plain.
import classes from './button.module.css'

export type ButtonLook = { readonly look?: 'filled' | 'outline' | 'plain' | 'danger'; readonly size?: 'md' | 'sm'; readonly icon?: boolean }

/** The classes of a button, for links that look like one. */
export const buttonClass = ({ look = 'outline', size = 'md', icon = false }: ButtonLook = {}): string =>
  [classes.button, classes[look], size === 'sm' ? classes.sm : '', icon ? classes.icon : ''].join(' ')

type Props = Omit<React.ButtonHTMLAttributes<HTMLButtonElement>, 'className'> &
  ButtonLook & { readonly busy?: boolean; readonly full?: boolean; readonly ref?: React.Ref<HTMLButtonElement> }

export function Button({ look, size, icon, busy = false, full = false, type = 'button', disabled, children, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      className={`${buttonClass({ ...(look && { look }), ...(size && { size }), ...(icon && { icon }) })} ${full ? classes.full : ''}`}
    >
      {children}
    </button>
  )
}
