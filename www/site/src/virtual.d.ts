/** What www/build/site.mjs makes: every language of the packed package. */
declare module 'virtual:presend-locales' {
  import type { Locale } from 'presend/messages';
  const locales: Record<string, () => Promise<{ default: Locale }>>;
  export default locales;
}

declare module '*.arb?raw' {
  const text: string;
  export default text;
}

/** Versions and sizes in octets, measured when the page was built. */
declare module 'virtual:presend-figures' {
  interface Sizes {
    raw: number;
    gzip: number;
    brotli: number;
  }
  const figures: {
    imports: readonly (Sizes & { code: string })[];
    peers: Readonly<Record<'libphonenumber-js' | 'intl-tel-input' | 'zod', Sizes & { version: string }>>;
  };
  export default figures;
}

/** The core with all rooms, `presend/presend.wasm`. */
declare module 'virtual:presend-core' {
  export const hex: string;
}

/** `presend/phone` with a core of its own, bundled apart from what the page uses. */
declare module 'virtual:presend-phone' {
  export { checkPhone } from 'presend/phone';
}

/** One finding of every reason, as tests/cases give it. */
declare module 'virtual:presend-findings' {
  const findings: Readonly<Record<string, unknown>>;
  export default findings;
}

declare module '*.css';
