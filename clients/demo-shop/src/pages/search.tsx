import { buttonLooks, EmptyState } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { categories, products } from '../catalogue';
import { ProductGrid } from '../parts/product-card';
import { find } from '../search';

const IDEAS = 4;

export const SearchPage = ({ query }: { query: string }) => {
  const found = find(query);
  const popular = [...products].sort((a, b) => b.popularity - a.popularity).slice(0, IDEAS);
  return (
    <div className="page">
      <h1>{query ? `Results for “${query}”` : 'Search'}</h1>
      {found.length > 0 ? (
        <>
          <p className="lead" aria-live="polite">
            {found.length} {found.length === 1 ? 'product' : 'products'}
          </p>
          <ProductGrid products={found} heading="h2" />
        </>
      ) : (
        <>
          {query && (
            <EmptyState title="Nothing found">
              We do not have that, or call it something else. Fewer words often help.
            </EmptyState>
          )}
          <ul className="row">
            {categories.map(({ id, name }) => (
              <li key={id}>
                <Link
                  to="/collections/$category"
                  params={{ category: id }}
                  {...buttonLooks({ look: 'quiet', size: 'small' })}
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
          <section aria-labelledby="ideas">
            <div className="section-head">
              <h2 id="ideas">Often looked for</h2>
            </div>
            <ProductGrid products={popular} />
          </section>
        </>
      )}
    </div>
  );
};
