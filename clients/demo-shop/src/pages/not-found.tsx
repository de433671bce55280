import { buttonLooks, EmptyState } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';

export const NotFoundPage = () => (
  <div className="page">
    <h1 className="kit-hidden">Page not found</h1>
    <EmptyState
      title="This path ends here"
      action={
        <div className="row">
          <Link to="/" {...buttonLooks()}>
            To the front page
          </Link>
          <Link to="/search" {...buttonLooks({ look: 'quiet' })}>
            Search the shop
          </Link>
        </div>
      }
    >
      The page you are looking for was moved, or never was. The weather is fine, though.
    </EmptyState>
  </div>
);
