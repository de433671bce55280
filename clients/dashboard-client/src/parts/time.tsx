import { dateTime, relative } from '../format';

/** A moment: how long ago, and exactly when pointed at. `exact` the other way around. */
export const Time = ({ at, exact }: { at: string; exact?: boolean }) => (
  <time dateTime={at} title={exact ? relative(at) : dateTime(at)}>
    {exact ? dateTime(at) : relative(at)}
  </time>
);
