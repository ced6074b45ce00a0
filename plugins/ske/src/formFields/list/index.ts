import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { validateSpec } from '../spec';
import { withWords } from '../field/withWords';
import { KratixList } from './KratixList';

export { KratixList };

export const kratixList = createFormField({
  name: 'KratixList',
  component: withWords(KratixList),
  validation: validateSpec,
});
