import '@crow/ui-kit/kit.css';
import './dashboard.css';
import { recallTheme } from '@crow/ui-kit';
import { createRoot } from 'react-dom/client';
import { App } from './app';

recallTheme();

const app = document.getElementById('app');
if (app) {
  createRoot(app).render(<App />);
}
