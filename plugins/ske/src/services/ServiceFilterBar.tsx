import { SearchField, Select, Switch } from '@backstage/ui';
import { useWords } from '../words';
import styles from './ServiceFilterBar.module.css';
import { availabilities, type ServiceFilters } from './serviceFilters';

const ALL = 'all';

/** The search and the filters of the services. */
export function ServiceFilterBar(props: {
  filters: ServiceFilters;
  onChange(change: Partial<ServiceFilters>): void;
}) {
  const t = useWords();
  const { filters, onChange } = props;
  return (
    <div className={styles.bar}>
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('services.search')}
        placeholder={t('services.search.hint')}
        value={filters.text}
        onChange={text => onChange({ text })}
      />
      <Select
        className={styles.filter}
        size="small"
        aria-label={t('services.filter.availability')}
        options={[
          { value: ALL, label: t('services.filter.availability.all') },
          ...availabilities.map(value => ({
            value,
            label: t(`services.filter.availability.${value}`),
          })),
        ]}
        value={filters.availability ?? ALL}
        onChange={value =>
          onChange({
            availability: availabilities.find(each => each === value),
          })
        }
      />
      <Switch
        label={t('services.filter.requestable')}
        isSelected={filters.isRequestable}
        onChange={isRequestable => onChange({ isRequestable })}
      />
    </div>
  );
}
