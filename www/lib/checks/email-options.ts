/** How to read an e-mail address, and the same as the core takes it: apart, for whoever brings a core of its own. */

import { type OptionalValue, optionsOf, wordOf } from './input.js';

/** How to read an e-mail address. */
export interface EmailOptions extends OptionalValue {
  /** `practical` (default): what mail APIs accept. `strict`: RFC 5321 `Mailbox` to the letter. */
  mode?: 'practical' | 'strict';
  /** Accepts `Ann <ann@acme.in>` too. */
  nameAddr?: boolean;
  /** Accepts characters outside ASCII before the `@` (RFC 6531). */
  smtputf8?: boolean;
  /** `practical`: accepts a domain without a dot. */
  dotlessDomain?: boolean;
  /** `practical`: accepts an IP address in brackets as domain. */
  addressLiteral?: boolean;
  /** `practical`: accepts `"a b"@acme.in`. */
  quotedLocalPart?: boolean;
}

const MODES = ['practical', 'strict'] as const;

/** The options of `check`, looked through, as the core takes them. */
export function flagsOf(check: string, given: EmailOptions | undefined): number {
  const options = optionsOf(check, given);
  if (options === undefined) return 0;
  const { mode } = options;
  return (
    (mode !== undefined && wordOf(`${check}: options.mode`, mode, MODES) === 'strict' ? 1 : 0) |
    (options.smtputf8 ? 2 : 0) |
    (options.nameAddr ? 4 : 0) |
    (options.dotlessDomain ? 8 : 0) |
    (options.addressLiteral ? 16 : 0) |
    (options.quotedLocalPart ? 32 : 0)
  );
}
