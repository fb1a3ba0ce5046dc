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
