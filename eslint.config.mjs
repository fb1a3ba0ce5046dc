import js from '@eslint/js';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist', 'target', 'www/lib/generated', 'www/site/dist', '**/.svelte-kit'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    rules: {
      // `_name` says that a value is left out on purpose.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // The tests and the edge look at characters that nobody sees.
      'no-control-regex': 'off',
      'no-misleading-character-class': 'off',
      'no-irregular-whitespace': 'off',
      // A cause may quote what a person typed.
      'preserve-caught-error': 'off',
    },
  },
  {
    // Type tests are made of lines that must not compile and values that nobody reads.
    files: ['tests/types/**'],
    rules: {
      '@typescript-eslint/ban-ts-comment': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['**/*.mjs', 'examples/before-a-fetch/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'Buffer console fetch globalThis navigator performance process setTimeout clearTimeout setInterval clearInterval',
          'AbortController AbortSignal Blob DOMException FormData Headers Request Response TextDecoder TextEncoder URL WebAssembly',
          'CSS Event MutationObserver PerformanceObserver ReadableStream innerWidth scrollY document getComputedStyle localStorage window innerHeight structuredClone queueMicrotask requestAnimationFrame',
        ]
          .join(' ')
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
  },
);
