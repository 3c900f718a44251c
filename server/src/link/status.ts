import type { Redirect, Status } from '../model/facts.ts';
import type { environmentOf } from './environment.ts';

/** The status of a redirect with its variants decided. */
export function statusOf(redirect: Redirect, holds: ReturnType<typeof environmentOf>): Status {
  const { variants, ...status } = redirect.status;
  const variant = variants?.find(({ when }) => holds(when));
  return variant ? { ...status, code: variant.code } : status;
}
