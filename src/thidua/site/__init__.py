"""The shell: settings, addresses, base templates, components and commands."""
