/** What came back, in the shape of what was foreseen. */

export {
  type Answer,
  type ExplainOptions,
  explain,
  explainResponse,
  type Failure,
  type HeaderSource,
  type ResponseLike,
  type ResponseOptions,
  type RetryPlan,
} from './explain.js';
export { type Problem, type ProblemDetails, type ProblemOptions, toProblemDetails } from './problem.js';
