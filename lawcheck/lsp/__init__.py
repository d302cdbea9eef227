"""Floor 5: the language server. Findings where a draft is written: in any editor that speaks LSP.

`positions`, `desk` and `marks` know drafts and nothing of the protocol; `diagnostics`, `actions` and `symbols` put what
they give into its types; `server` alone talks to the client. Needs pygls (the extra `lsp`), imported only from there.
"""
