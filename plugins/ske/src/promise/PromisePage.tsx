import { useLinks, type PromiseTab } from '../routes';
import { PromiseView } from './PromiseView';

/** The body of the page of one Promise. The shell draws the frame around it. */
export function PromisePage(props: { name: string; tab: PromiseTab }) {
  const { name, tab } = props;
  const links = useLinks();
  return (
    <PromiseView
      name={name}
      tab={tab}
      linkTo={other => links.promise(name, other)}
    />
  );
}
