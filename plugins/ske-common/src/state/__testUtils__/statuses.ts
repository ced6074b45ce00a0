/** A condition of a status. */
export const condition = (
  type: string,
  status: string,
  reason = 'X',
  message = 'why',
) => ({ type, status, reason, message });

/** The part of a status with pipelines in these phases. */
export const pipelines = (...phases: string[]) => ({
  workflows: phases.length,
  kratix: {
    workflows: {
      pipelines: phases.map((phase, index) => ({ name: `p${index}`, phase })),
    },
  },
});
