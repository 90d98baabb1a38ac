/** What a program needs to find its tools, its caches and the machine's certificates. */
const KEPT =
  /^(PATH|HOME|USER|LANG|TZ|TMPDIR|XDG_\w+|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|npm_config_(cache|registry|userconfig|cafile|store_dir))$/i

/**
 * The environment of a terminal that was just opened: no variable of ours, none that pnpm
 * or Turborepo set for this process, none of the app's. Next's telemetry is off.
 */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => KEPT.test(name))
  return {
    ...Object.fromEntries(kept),
    NEXT_TELEMETRY_DISABLED: '1',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
  }
}
