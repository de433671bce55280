import type { Watcher } from './capturing';

const PARAMETERS = ['q', 'query', 'search', 's', 'keyword', 'keywords', 'term', 'search_query', 'searchterm'];
const RESULT_PATH = /search|find|suche|recherche|buscar|ricerca|zoeken/i;

/** Searches, by the address of the page with the results. */
export const search: Watcher = (host) => {
  let told = '';
  const look = () => {
    const parameters = new URLSearchParams(location.search);
    const name = PARAMETERS.find((candidate) => parameters.get(candidate)?.trim());
    const query = name ? (parameters.get(name) ?? '').trim().slice(0, 200) : '';
    const asked =
      !!name &&
      (RESULT_PATH.test(location.pathname) ||
        !!document.querySelector(
          `form[role=search] [name="${name}"],[role=search] [name="${name}"],input[type=search][name="${name}"],[data-crow-results]`,
        ));
    const moment = `${location.pathname}?${query}`;
    if (!asked || moment === told) {
      told = asked ? moment : '';
      return;
    }
    told = moment;
    const count = document.querySelector('[data-crow-results]')?.getAttribute('data-crow-results');
    host.crow.track('search', {
      query,
      results: count && /^\d+$/.test(count) ? Number(count) : undefined,
    });
  };
  look();
  host.onRoute(look);
};
