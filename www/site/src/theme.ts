/** Light or dark: as the system has it, until the reader chooses. */

import { recall, remember } from './chosen.js';
import { byId } from './dom.js';

export function startTheme(): void {
  const button = byId('theme', HTMLButtonElement);
  const system = matchMedia('(prefers-color-scheme: dark)');
  let { theme } = recall();
  const apply = () => {
    if (theme) document.documentElement.dataset.theme = theme;
    button.setAttribute('aria-pressed', String(theme ? theme === 'dark' : system.matches));
  };
  button.addEventListener('click', () => {
    theme = button.getAttribute('aria-pressed') === 'true' ? 'light' : 'dark';
    remember({ theme });
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}
