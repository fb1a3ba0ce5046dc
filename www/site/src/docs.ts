/** Guides, API, numbers. */

import './styles/docs.css';
import { startReading } from './reading.js';

startReading();
