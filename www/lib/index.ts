/**
 * Everything, with the core inside. `presend/slim` is the same without the core.
 *
 * @packageDocumentation
 */

import './core/embedded.js';

export * from './slim.js';
