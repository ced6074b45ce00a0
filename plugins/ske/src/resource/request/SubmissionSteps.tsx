import { Link, Text } from '@backstage/ui';
import type { StateTone } from '@kratix-portal/plugin-ske-common';
import steps from '../../object/steps.module.css';
import { ToneBadge } from '../../parts';
import { useWords } from '../../words';
import type { Submission } from './Submission';

type Progress = 'done' | 'now' | 'waiting';

const TONES: Readonly<Record<Progress, StateTone>> = {
  done: 'positive',
  now: 'progress',
  waiting: 'neutral',
};

/** The steps until a change in Git takes effect (F8), with a link to its pull request. */
export function SubmissionSteps({ submission }: { submission: Submission }) {
  const t = useWords();
  const { phase, pullRequestUrl } = submission;
  const isPushed = phase === 'pushed';
  const list: [string, Progress][] = [
    isPushed
      ? [t('resource.submission.step.pushed'), 'done']
      : [t('resource.submission.step.review'), 'now'],
    [
      phase === 'pending-deletion'
        ? t('resource.submission.step.delete')
        : t('resource.submission.step.apply'),
      isPushed ? 'now' : 'waiting',
    ],
  ];
  return (
    <div className={steps.list}>
      <Text as="p">{t(`resource.submission.${phase}`)}</Text>
      <ol className={steps.steps}>
        {list.map(([title, progress]) => (
          <li key={title}>
            <div className={steps.step}>
              <span className={steps.name}>{title}</span>
              <ToneBadge tone={TONES[progress]}>
                {t(`object.deletion.${progress}`)}
              </ToneBadge>
            </div>
          </li>
        ))}
      </ol>
      {pullRequestUrl && /^https?:\/\//.test(pullRequestUrl) && (
        <Text as="p">
          <Link href={pullRequestUrl} target="_blank" rel="noopener">
            {t('resource.submission.pullRequest')}
          </Link>
        </Text>
      )}
    </div>
  );
}
