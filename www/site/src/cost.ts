/** What an import costs: the figures that were measured when the page was built. */

import figures from 'virtual:presend-figures';
import { byId, make, replace } from './dom.js';
import { onChange } from './page.js';
import { kilobytes } from './units.js';

export function startCost(): void {
  const render = () => {
    replace(
      byId('cost', HTMLTableSectionElement),
      ...figures.imports.map(({ code, gzip, brotli }) =>
        make(
          'tr',
          {},
          make('th', { scope: 'row' }, make('code', { dir: 'ltr', translate: 'no' }, code)),
          make('td', {}, make('bdi', {}, kilobytes(gzip))),
          make('td', {}, make('bdi', {}, kilobytes(brotli))),
        ),
      ),
    );
  };
  onChange(render);
  render();
}
