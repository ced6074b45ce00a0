import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    marginBottom: -14,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginLeft: 22,
    color: theme.palette.navigation.selectedColor,
    fontSize: 18,
    fontWeight: 600,
    whiteSpace: 'nowrap',
  },
}));

/** An arrow that goes through a ring: a request through the portal. */
const Mark = () => (
  <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
    <circle
      cx="16"
      cy="14"
      r="9.5"
      fill="none"
      stroke="#36baa2"
      strokeWidth="3.5"
    />
    <path
      d="M2 14h13m-4.5-4.5L15 14l-4.5 4.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);

export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Home">
        <Mark />
        {isOpen && <span>Kratix Portal</span>}
      </Link>
    </div>
  );
};
