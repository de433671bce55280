import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What stands in the query of the address: plain texts, so that an address can be read and sent on. */
export type Texts = Record<string, string | undefined>;

/** Filters and the like live in the address. What is empty leaves it. */
export const useAddress = (): [Texts, (changes: Texts) => void] => {
  const search: Texts = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (changes: Texts) => {
      void navigate({
        to: '.',
        search: (before: Texts) => ({ ...before, ...changes }),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, change];
};

export const parseSearch = (text: string): Texts => Object.fromEntries(new URLSearchParams(text));

export const stringifySearch = (values: Record<string, unknown>): string => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, `${value}`])).toString();
  return text && `?${text}`;
};
