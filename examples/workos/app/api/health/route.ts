/** Answers as long as this process does, and asks nothing: what fails here has to be restarted. */
export const GET = () => Response.json({ status: 'ok' })
