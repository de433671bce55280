import type { ComponentPropsWithRef } from 'react';

export type ButtonLook = 'primary' | 'quiet' | 'plain';

interface Looks {
  /** `primary` for the one thing a screen is for, `quiet` for others, `plain` among text. */
  look?: ButtonLook;
  size?: 'medium' | 'small';
  /** As wide as what it stands in. */
  wide?: boolean;
}

/** What makes any element, such as a router's link, look like a button. */
export const buttonLooks = ({ look = 'primary', size = 'medium', wide }: Looks = {}) => ({
  className: 'kit-button',
  'data-look': look,
  'data-size': size,
  'data-wide': wide ? '' : undefined,
});

/** A button. While `busy` it says so, keeps its place and its focus, and does nothing. */
export const Button = ({
  look,
  size,
  wide,
  busy,
  onClick,
  type = 'button',
  ...more
}: ComponentPropsWithRef<'button'> & Looks & { busy?: boolean }) => (
  <button
    {...buttonLooks({ ...(look && { look }), ...(size && { size }), ...(wide && { wide }) })}
    {...more}
    type={type}
    aria-busy={busy || undefined}
    aria-disabled={busy || undefined}
    onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
  />
);
