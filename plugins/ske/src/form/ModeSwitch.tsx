import { ToggleButton } from '@backstage/ui';
import { DisabledReason } from '../parts';
import { useWords } from '../words';
import styles from './ManifestForm.module.css';

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
    <div role="group" aria-label={t('form.mode')} className={styles.modes}>
      {isBlocked ? (
        <DisabledReason
          label={t('form.mode.form')}
          reason={t('form.yaml.blocked')}
        />
      ) : (
        <ToggleButton
          size="small"
          isSelected={mode === 'form'}
          onChange={() => mode === 'yaml' && onForm()}
        >
          {t('form.mode.form')}
        </ToggleButton>
      )}
      <ToggleButton
        size="small"
        isSelected={mode === 'yaml'}
        onChange={() => mode === 'form' && onYaml()}
      >
        {t('form.mode.yaml')}
      </ToggleButton>
    </div>
  );
}
