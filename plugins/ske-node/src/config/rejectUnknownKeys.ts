import type { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';

/** Rejects keys of a section that no code reads. Without this check, a mistyped key of a section about identities would silently have no effect. */
export function rejectUnknownKeys(
  section: Config,
  options: {
    path: string;
    known: readonly string[];
    problems: ConfigProblems;
  },
): void {
  const { path, known, problems } = options;
  section
    .keys()
    .filter(key => !known.includes(key))
    .forEach(key =>
      problems.add(
        `${path}.${key}`,
        `is not a key of this section: its keys are ${known.join(', ')}`,
      ),
    );
}
