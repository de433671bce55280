import { Button, ErrorState, Skeleton, Stars } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import type { Product } from '../catalogue';
import { reviewsQuery } from '../reviews';

const day = new Intl.DateTimeFormat('en-IE', { dateStyle: 'long', timeZone: 'UTC' });

/** What customers said, fetched when the page is shown. */
export const Reviews = ({ product }: { product: Product }) => {
  const { data, isError, refetch, isFetching } = useQuery(reviewsQuery(product.id));
  return (
    <section className="reviews" aria-labelledby="reviews">
      <div className="section-head">
        <h2 id="reviews">Reviews</h2>
        <Stars stars={product.rating.stars} count={product.rating.count} />
      </div>
      {data ? (
        <ul>
          {data.map(({ stars, title, text, author, date }) => (
            <li key={`${author}${date}`} className="review">
              <Stars stars={stars} />
              <h3>{title}</h3>
              <p>{text}</p>
              <p className="small">
                {author}, <time dateTime={date}>{day.format(new Date(date))}</time>
              </p>
            </li>
          ))}
        </ul>
      ) : isError ? (
        <ErrorState
          title="The reviews did not arrive"
          action={
            <Button look="quiet" busy={isFetching} onClick={() => refetch()}>
              Try again
            </Button>
          }
        >
          Is there a network? Everything else on this page works without.
        </ErrorState>
      ) : (
        <ul aria-busy="true" aria-label="Reviews are loading">
          {[1, 2, 3].map((place) => (
            <li key={place} className="review">
              <Skeleton className="skeleton-line" />
              <Skeleton className="skeleton-text" />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
