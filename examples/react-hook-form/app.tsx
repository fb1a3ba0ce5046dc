// The form of the guide, in a page.

import { createRoot } from 'react-dom/client';
import SignUp from './SignUp';

createRoot(document.body.appendChild(document.createElement('main'))).render(<SignUp />);
