import { useState } from 'react';
import { plain } from '../plain';
import { say } from '../strings';

/** Text that came from outside: shown as text, apart from what stands around it, and never endless. */
export const Captured = ({ text, most = 400 }: { text: string; most?: number }) => {
  const [whole, setWhole] = useState(false);
  const shown = plain(text, whole ? 20_000 : most);
  return (
    <bdi className="captured">
      {shown}
      {text.length > most && !whole && (
        <button type="button" className="more" onClick={() => setWhole(true)}>
          {say.common.more}
        </button>
      )}
    </bdi>
  );
};
