import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { buttonClasses, type ButtonLook } from './button';
import { classes } from './classes';

const AnyLink = createLink(({ className, ...rest }: ComponentProps<'a'>) => (
  <a {...rest} className={classes('text-accent underline-offset-2 hover:underline', className)} />
));

/** Opens something of ours. The router would mark a link to what the screen belongs to as the page itself. */
export const Link = ((props: { to: '.' }) => (
  <AnyLink activeOptions={{ exact: true }} {...props} />
)) as typeof AnyLink;

/** The link of a row of a table, which j, k and Enter find. */
export const RowLink = createLink(({ className, ...rest }: ComponentProps<'a'>) => (
  <a
    {...rest}
    data-row-link
    className={classes('font-medium text-accent underline-offset-2 hover:underline', className)}
  />
));

/** A link that stands among buttons. */
export const ButtonLink = createLink(
  ({ className, look = 'plain', ...rest }: ComponentProps<'a'> & { look?: ButtonLook }) => (
    <a {...rest} className={classes(buttonClasses(look), className)} />
  ),
);
