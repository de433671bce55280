import { Button, Check, EmptyState, Select, Skeleton, useStore } from '@crow/ui-kit';
import { useNavigate } from '@tanstack/react-router';
import { type Category, productsIn } from '../catalogue';
import { Crumbs } from '../parts/crumbs';
import { ProductGrid } from '../parts/product-card';
import { arrange, CEILINGS, SORTS, type Wish, wishOf } from '../shelf';
import { problems } from '../state/problems';

const MAX = [
  { value: '', label: 'Any price' },
  ...CEILINGS.map((cents) => ({ value: `${cents / 100}`, label: `Up to €${cents / 100}` })),
];

/** A shelf, arranged as the address says. */
export const CategoryPage = ({ category, wish }: { category: Category; wish: Wish }) => {
  const navigate = useNavigate();
  const shown = arrange(productsIn(category.id), wish, useStore(problems));
  const want = (change: Record<string, unknown>) =>
    navigate({
      to: '/collections/$category',
      params: { category: category.id },
      search: wishOf({ ...wish, ...change }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="page">
      <Crumbs here={category.name} />
      <h1>{category.name}</h1>
      <form className="filters" aria-label="Filter and sort">
        <Select
          label="Sort by"
          name="sort"
          value={wish.sort ?? 'popular'}
          options={SORTS}
          onChange={({ currentTarget }) => want({ sort: currentTarget.value })}
        />
        <Select
          label="Price"
          name="max"
          value={`${wish.max ?? ''}`}
          options={MAX}
          onChange={({ currentTarget }) => want({ max: currentTarget.value })}
        />
        <Check
          name="stock"
          checked={wish.stock ?? false}
          onChange={({ currentTarget }) => want({ stock: currentTarget.checked })}
        >
          In stock only
        </Check>
        <p className="filters-count" aria-live="polite">
          {shown.length} {shown.length === 1 ? 'product' : 'products'}
        </p>
      </form>
      {shown.length ? (
        <ProductGrid products={shown} heading="h2" />
      ) : (
        <EmptyState
          title="Nothing fits these filters"
          action={
            <Button look="quiet" onClick={() => want({ max: undefined, stock: undefined })}>
              Clear filters
            </Button>
          }
        >
          There are {productsIn(category.id).length} products on this shelf.
        </EmptyState>
      )}
    </div>
  );
};

/** The same shelf while it is on its way. */
export const CategorySkeleton = () => (
  <div className="page" aria-busy="true">
    <output className="kit-hidden">Loading</output>
    <Skeleton className="skeleton-title" />
    <ul className="grid">
      {[1, 2, 3, 4, 5, 6].map((place) => (
        <li key={place} className="card">
          <Skeleton className="skeleton-picture" />
          <Skeleton className="skeleton-line" />
        </li>
      ))}
    </ul>
  </div>
);
