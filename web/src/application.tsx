// What stands around every screen: theme, data, routes, toasts.
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { makeQueryClient } from './queries.ts'
import { makeRouter } from './router.tsx'
import { leaveForSignIn } from './shell/session.ts'
import { cssVariables, theme } from './ui/theme.ts'
import { Toasts } from './ui/toasts.tsx'

const client = makeQueryClient(() => leaveForSignIn(client, router))
const router = makeRouter(client)

const colourScheme = localStorageColorSchemeManager({ key: 'skarbnik.look' })

/** The nonce that the server put on the page, so that the theme's style tag passes the content policy. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}

export function Application() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colourScheme}
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  )
}
