import { ErrorState, Icon, Skeleton } from '@crow/ui-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { problemOf, useSend } from '../send';
import { sessionQuery, signOut } from '../session';
import { words } from '../words';
import { OrganizationStep } from './organization';
import { PlanStep } from './plan';
import { ProductsStep } from './products';
import { ProfileStep } from './profile';
import { Ready } from './ready';
import { SourcesStep } from './sources';
import { draftOf, isReachable, isStep, type SetUp, STEPS, type Step, setUpQuery } from './state';
import { TeamStep } from './team';

/** What a step is given: the state when it was opened, and what follows. */
export interface StepProps {
  state: SetUp;
  /** Goes to the step after this one. */
  goOn: () => void;
}

const PAGES: Record<Step, ComponentType<StepProps>> = {
  profile: ProfileStep,
  organization: OrganizationStep,
  plan: PlanStep,
  products: ProductsStep,
  sources: SourcesStep,
  team: TeamStep,
};

/** The set-up. Without a step it goes on where it was left. */
export const SetUpPage = ({ step: wanted }: { step: string | undefined }) => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: state, error } = useQuery(setUpQuery);
  const leave = useSend(signOut, () => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
    navigate({ to: '/sign-in' });
  });
  if (error) {
    const problem = problemOf(error);
    return <ErrorState title={problem?.title ?? words.broken.title}>{problem?.detail}</ErrorState>;
  }
  if (!state) {
    return <Skeleton className="block" />;
  }
  const next = state.status === 'completed' ? 'ready' : ((state.next as Step | null) ?? 'team');
  if (
    wanted === undefined ||
    (wanted === 'ready'
      ? next !== 'ready'
      : !isStep(wanted) || next === 'ready' || !isReachable(state, wanted))
  ) {
    return <Navigate to="/onboarding/$step" params={{ step: next }} replace />;
  }
  if (!isStep(wanted)) {
    return <Ready />;
  }
  const Page = PAGES[wanted];
  const goOn = () => {
    const following = STEPS[STEPS.indexOf(wanted) + 1];
    navigate({ to: '/onboarding/$step', params: { step: following ?? 'ready' } });
  };
  return (
    <div className="set-up">
      <title>{`${words.setUp.steps[wanted]} – ${words.setUp.title} – ${words.brand}`}</title>
      <nav className="steps" aria-label={words.setUp.title}>
        <p className="small">{words.setUp.progress(STEPS.indexOf(wanted) + 1, STEPS.length)}</p>
        <ol>
          {STEPS.map((step) => (
            <li key={step}>
              <StepLink state={state} step={step} current={step === wanted} />
            </li>
          ))}
        </ol>
        <button type="button" className="link" onClick={() => leave.send()}>
          {words.setUp.signOut}
        </button>
      </nav>
      <section className="card">
        <Page key={wanted} state={state} goOn={goOn} />
      </section>
    </div>
  );
};

const StepLink = ({ state, step, current }: { state: SetUp; step: Step; current: boolean }) => {
  const draft = draftOf(state, step);
  const label = words.setUp.steps[step];
  const dot = (
    <span className="dot" data-done={draft ? '' : undefined}>
      {draft ? <Icon name="check" size={14} /> : STEPS.indexOf(step) + 1}
    </span>
  );
  if (draft === undefined && !current) {
    return (
      <span className="step">
        {dot} {label}
      </span>
    );
  }
  return (
    <Link
      className="step"
      to="/onboarding/$step"
      params={{ step }}
      aria-current={current ? 'step' : undefined}
    >
      {dot} {label}
      {draft !== undefined && (
        <span className="kit-hidden"> ({draft ? words.setUp.done : words.setUp.skipped})</span>
      )}
    </Link>
  );
};
