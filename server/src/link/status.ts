import type { Redirect, Status } from '../model/facts.ts';
import { complement, intersection, isNone, NONE } from '../model/methods.ts';
import type { environmentOf } from './environment.ts';
import type { Reach } from './reach.ts';

/** The status of a redirect with its variants decided, whatever the methods. */
export function statusOf(redirect: Redirect, holds: ReturnType<typeof environmentOf>): Status {
  const { variants, ...status } = redirect.status;
  const variant = variants?.find(({ when }) => holds(when));
  return variant && !variant.methods ? { ...status, code: variant.code } : status;
}

/**
 * The status with its variants decided, and the methods that are answered with it.
 * A variant that holds for some methods leaves the redirect to the others; where there are none, it is what is sent.
 */
export function decided(redirect: Redirect, reach: Reach, holds: ReturnType<typeof environmentOf>): Reach & { readonly status: Status } {
  const { variants, ...status } = redirect.status;
  const variant = variants?.find(({ when }) => holds(when));
  if (!variant) return { ...reach, status };
  const others = variant.methods ? intersection(reach.methods, complement(variant.methods)) : NONE;
  return isNone(others) ? { ...reach, status: { ...status, code: variant.code } } : { ...reach, status, methods: others };
}
