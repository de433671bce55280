import { buttonLooks, EmptyState } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { PageFrame } from '../parts/page';
import { say } from '../strings';

/** An address without a page, or with one that is not for this person. */
export const NotFoundPage = () => (
  <PageFrame title={say.notFound.title}>
    <EmptyState
      title={say.notFound.what}
      action={
        <Link to="/" search={{}} {...buttonLooks({ look: 'quiet' })}>
          {say.notFound.home}
        </Link>
      }
    >
      {say.notFound.why}
    </EmptyState>
  </PageFrame>
);
