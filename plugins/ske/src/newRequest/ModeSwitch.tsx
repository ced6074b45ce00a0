import { Button } from '@backstage/ui';
import { DisabledReason } from '../parts';
import { useWords } from '../words';
import styles from './NewRequest.module.css';

/** Switches between the form and YAML. An invalid text blocks the way to the form. */
export function ModeSwitch(props: {
  mode: 'form' | 'yaml';
  isBlocked: boolean;
  onForm(): void;
  onYaml(): void;
}) {
  const { mode, isBlocked, onForm, onYaml } = props;
  const t = useWords();
  return (
    <div
      role="group"
      aria-label={t('newRequest.mode')}
      className={styles.modes}
    >
      {isBlocked ? (
        <DisabledReason
          label={t('newRequest.mode.form')}
          reason={t('newRequest.yaml.blocked')}
        />
      ) : (
        <Button
          size="small"
          variant={mode === 'form' ? 'primary' : 'secondary'}
          aria-pressed={mode === 'form'}
          onPress={() => mode === 'yaml' && onForm()}
        >
          {t('newRequest.mode.form')}
        </Button>
      )}
      <Button
        size="small"
        variant={mode === 'yaml' ? 'primary' : 'secondary'}
        aria-pressed={mode === 'yaml'}
        onPress={() => mode === 'form' && onYaml()}
      >
        {t('newRequest.mode.yaml')}
      </Button>
    </div>
  );
}
