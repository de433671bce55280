import '@crow/ui-kit/kit.css';
import './auth.css';
import { Problem } from '@crow/api';
import { recallTheme } from '@crow/ui-kit';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeRouter } from './router';

recallTheme();

const TRIES = 3;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the suite refused it refuses again.
      retry: (failures, error) =>
        failures < TRIES && !(error instanceof Problem && error.status >= 400 && error.status < 500),
    },
  },
});
const router = makeRouter(queries);

const app = document.getElementById('app');
if (app) {
  createRoot(app).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
