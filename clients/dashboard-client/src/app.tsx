import { Problem } from '@crow/api';
import { Toaster } from '@crow/ui-kit';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { makeRouter } from './router';

/** What may be gone a moment later; anything else is answered the same way again. */
const isPassing = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 0 || error.status === 502 || error.status === 504);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
    mutations: { retry: false },
  },
});
const router = makeRouter(queries);

export const App = () => (
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Toaster>
        <RouterProvider router={router} />
      </Toaster>
    </QueryClientProvider>
  </StrictMode>
);
