import { Link } from '@tanstack/react-router';
import type { Category } from '../catalogue';

/** The way back up. */
export const Crumbs = ({ category, here }: { category?: Category | undefined; here: string }) => (
  <nav className="crumbs" aria-label="Breadcrumb">
    <ol>
      <li>
        <Link to="/">Home</Link>
      </li>
      {category && (
        <li>
          <Link to="/collections/$category" params={{ category: category.id }}>
            {category.name}
          </Link>
        </li>
      )}
      <li aria-current="page">{here}</li>
    </ol>
  </nav>
);
